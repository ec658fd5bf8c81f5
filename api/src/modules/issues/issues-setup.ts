interface IssuesSetup {
  /** Seals callers' phone numbers. */
  secret: string;
  /** Whether a filed case goes out by itself when exactly one unit answers for it. */
  autoDispatch: boolean;
  /** Whether a case whose fix passed its check is closed by itself. */
  autoClose: boolean;
}

let setup: IssuesSetup | null = null;

export function setUpIssues(given: IssuesSetup): void {
  setup = given;
}

export function issuesSetup(): IssuesSetup {
  if (!setup) throw new Error('setUpIssues has not been called');
  return setup;
}
