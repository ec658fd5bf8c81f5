// The mini-app has no page before its scripts.
export {};
