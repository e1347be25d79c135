/** What the server says of a refused upload, in words. */
export class UploadRefusal extends Error {}

function readAnswer(body: string): { uploadId?: string; message?: string } {
  try {
    const answer: unknown = JSON.parse(body);
    const error: unknown = Reflect.get(Object(answer), 'error');
    const uploadId: unknown = Reflect.get(Object(answer), 'uploadId');
    const message: unknown = Reflect.get(Object(error), 'message');
    return { ...(typeof uploadId === 'string' && { uploadId }), ...(typeof message === 'string' && { message }) };
  } catch {
    // Not JSON: a proxy's own page.
    return {};
  }
}

/** Sends a file of a seller's and answers with the upload's id; `onProgress` hears how much has left the browser, 0 to 1. Throws UploadRefusal. XMLHttpRequest, because fetch tells nothing of what was sent. */
export function sendUpload(file: File, { seller, purpose, onProgress }: { seller: string; purpose: 'image' | 'version'; onProgress?: (share: number) => void }): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/seller/uploads?${new URLSearchParams({ seller, purpose }).toString()}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total === 0 ? 1 : loaded / total);
    request.onerror = () => reject(new UploadRefusal('The connection was lost. Nothing was taken in; please try again.'));
    request.onload = () => {
      const { uploadId, message } = readAnswer(request.responseText);
      if (request.status === 201 && uploadId !== undefined) resolve(uploadId);
      else reject(new UploadRefusal(message ?? 'The upload did not arrive. Nothing was taken in; please try again.'));
    };
    request.send(file);
  });
}
