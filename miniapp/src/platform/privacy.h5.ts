/** The browser itself asks for the place and opens the files one chooses: there is nothing to agree to before. */
export function watchPrivacy(): void {}
export function askPrivacyAgain(): void {}
export const privacyAgreed = (): Promise<boolean> => Promise.resolve(true);
export function openPrivacyGuide(): void {}
