import type { Sql } from '../store/transaction';

/** The double's time: the machine's, moved ahead by what `advance` was told. Deliveries and signatures use the machine's own. */
export class DoubleClock {
  private constructor(private offsetMs: number) {}

  /** Continues from where an earlier run left the clock. */
  static async load(sql: Sql): Promise<DoubleClock> {
    const { rows } = await sql.query<{ value: number }>("select value from stripe_double.settings where name = 'clock_offset_ms'");
    return new DoubleClock(rows[0]?.value ?? 0);
  }

  nowMs(): number {
    return Date.now() + this.offsetMs;
  }

  nowSeconds(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  /** Moves the time ahead, for good. */
  async advance(sql: Sql, seconds: number): Promise<void> {
    this.offsetMs += seconds * 1000;
    await this.save(sql);
  }

  /** So far beside the machine's time until told otherwise; not kept: whoever comes after a process that was killed finds the machine's own. */
  async stand(sql: Sql, seconds: number): Promise<void> {
    await this.reset(sql);
    this.offsetMs = seconds * 1000;
  }

  /** Back to the machine's time. */
  async reset(sql: Sql): Promise<void> {
    this.offsetMs = 0;
    await this.save(sql);
  }

  private async save(sql: Sql): Promise<void> {
    await sql.query(
      "insert into stripe_double.settings (name, value) values ('clock_offset_ms', to_jsonb($1::bigint)) on conflict (name) do update set value = excluded.value",
      [this.offsetMs],
    );
  }
}
