import { AppFailure } from './failure';
import { createStore } from './store';

interface Question {
  /** True: the person agreed, and the API knows. */
  answer: (agreed: boolean) => void;
}

/** The question whether somebody agrees to the privacy text in force, while it is open; the frame of a page shows it. */
export const consentQuestion = createStore<Question | null>(null);

let open: Promise<boolean> | null = null;

/** Asks once for everybody who waits meanwhile. */
function ask(): Promise<boolean> {
  open ??= new Promise<boolean>((resolve) => {
    consentQuestion.set({
      answer: (agreed) => {
        open = null;
        consentQuestion.set(null);
        resolve(agreed);
      },
    });
  });
  return open;
}

/** Does what the person wanted; where the API first needs their consent, asks for it and does it then. */
export async function withConsent<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof AppFailure) || failure.code !== 'CONSENT_NEEDED') throw failure;
    if (!(await ask())) throw failure;
    return work();
  }
}
