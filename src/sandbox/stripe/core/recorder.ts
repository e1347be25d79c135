/** One exchange with the API as it went over the wire. */
export interface RecordedRequest {
  requestId: string;
  at: string;
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: string;
  /** null when the connection was cut instead of an answer. */
  status: number | null;
  response: unknown;
  replayed: boolean;
}

const KEPT = 2000;

/** The last exchanges with the API, for contract tests. Keys in headers are cut short. */
export class RequestRecorder {
  private records: RecordedRequest[] = [];

  constructor(private readonly listener: (record: RecordedRequest) => void = () => undefined) {}

  add(record: RecordedRequest): void {
    this.listener(record);
    this.records.push(record);
    if (this.records.length > KEPT) this.records.splice(0, this.records.length - KEPT);
  }

  list(filter: { method?: string; path?: string } = {}): RecordedRequest[] {
    return this.records.filter((one) => (filter.method === undefined || one.method === filter.method) && (filter.path === undefined || one.path.startsWith(filter.path)));
  }

  clear(): void {
    this.records = [];
  }
}
