/** Plays the cases of the last sixty days through the real commands, each at its own time. */
export interface CaseCast {
  /** Accounts of residents, the ones of the sign-in list first. */
  residentIds: readonly string[];
}
