/** How much of a file has left the browser, 0 to 1. */
type OnProgress = (share: number) => void;

/** What the server says of a refused upload, in words. */
export class UploadRefusal extends Error {}

function messageOf(body: string): string {
  try {
    const answer: unknown = JSON.parse(body);
    const error: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'error') : null;
    const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : null;
    if (typeof message === 'string') return message;
  } catch {
    // Not JSON: a proxy's own page.
  }
  return 'The upload did not arrive. Nothing was taken in; please try again.';
}

/** Sends one file and answers with the upload's id. Throws UploadRefusal. XMLHttpRequest, because fetch tells nothing of what was sent. */
export function uploadFile(file: File, onProgress: OnProgress): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/admin/uploads');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    request.onerror = () => reject(new UploadRefusal('The connection was lost. Nothing was taken in; please try again.'));
    request.onload = () => {
      const answer: unknown = request.status === 201 ? JSON.parse(request.responseText) : null;
      const uploadId: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'uploadId') : null;
      if (typeof uploadId === 'string') resolve(uploadId);
      else reject(new UploadRefusal(messageOf(request.responseText)));
    };
    request.send(file);
  });
}
