/** Only the web has a keyboard and a focus to keep inside; see dialog.h5.ts. */
export function useDialog(_onClose: () => void): void {}
