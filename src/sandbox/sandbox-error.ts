/** What kept a part of the embedded default from starting or running. */
export type SandboxErrorCode = 'already_running' | 'died' | 'disk_full' | 'missing_binaries' | 'port_taken' | 'timed_out' | 'unwritable' | 'wrong_version';

/** A fault of the machine, not of the shop. The message is one line a person can act on; `detail` is for the log. */
export class SandboxError extends Error {
  readonly code: SandboxErrorCode;
  readonly detail: string | undefined;

  constructor(code: SandboxErrorCode, message: string, detail?: string) {
    super(message);
    this.name = 'SandboxError';
    this.code = code;
    this.detail = detail;
  }
}

const diskFull = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/;
const unwritable = /EACCES|EPERM|EROFS|Permission denied|Operation not permitted|Read-only file system/;
const portTaken = /EADDRINUSE|Address already in use/;

/** What a fault is about, for the sentence a person reads. */
export type FaultSubject = { what: string; where: string; port?: number };

/** Maps what the system or a child said to a SandboxError with one clear line; `undefined` when nothing is recognised. */
export function toSandboxError(said: string, { what, where, port }: FaultSubject): SandboxError | undefined {
  if (diskFull.test(said)) return new SandboxError('disk_full', `${what}: the disk that holds ${where} is full.`, said);
  if (unwritable.test(said)) return new SandboxError('unwritable', `${what}: ${where} cannot be written by this user.`, said);
  if (portTaken.test(said) && port !== undefined) return portTakenError(what, port, said);
  return undefined;
}

/** The one wording for a taken port. */
export function portTakenError(what: string, port: number, detail?: string): SandboxError {
  return new SandboxError('port_taken', `${what}: port ${port} on 127.0.0.1 is taken by another program. Stop it, or set another PORT in .env: all parts count from that.`, detail);
}

/** What an error says; a failed connection to a name with two addresses says nothing itself, only its parts do. */
export function toMessage(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(toMessage).join('; ');
  return error instanceof Error ? error.message : String(error);
}
