/** WeChat closes an app without asking; see leaving.h5.ts. */
export function askBeforeLeaving(_wouldLose: () => boolean): void {}
