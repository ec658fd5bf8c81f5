import sqlite, { type Database, type Statement } from 'node-sqlite3-wasm';

export type Row = Record<string, unknown>;
type Bound = number | bigint | string | Uint8Array | null;

/** One SQLite file with its prepared statements. Every query runs to its end: none stays open. */
export class Sqlite {
  private readonly db: Database;
  private readonly statements = new Map<string, Statement>();

  constructor(readonly file: string) {
    this.db = new sqlite.Database(file);
    // Must be first: this engine has no shared memory, so a WAL database opens only exclusively.
    this.db.exec('pragma locking_mode=exclusive');
    this.db.exec('pragma journal_mode=wal');
    this.db.exec('pragma synchronous=full');
    this.db.exec('pragma journal_size_limit=67108864');
    this.db.exec('pragma cache_size=-65536');
    this.db.exec('pragma temp_store=memory');
  }

  all(sql: string, values: Bound[] = []): Row[] {
    return this.statement(sql).all(values) as Row[];
  }

  run(sql: string, values: Bound[] = []): void {
    this.statement(sql).run(values);
  }

  /** For statements that are not worth keeping. */
  exec(sql: string): void {
    this.db.exec(sql);
  }

  lastRowId(): number {
    return Number(this.all('select last_insert_rowid() id')[0]?.id);
  }

  get inTransaction(): boolean {
    return this.db.inTransaction;
  }

  /** Prepared statements hold on to tables that are about to be dropped. */
  forgetStatements(): void {
    for (const statement of this.statements.values()) statement.finalize();
    this.statements.clear();
  }

  close(): void {
    this.forgetStatements();
    this.db.close();
  }

  private statement(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.db.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}
