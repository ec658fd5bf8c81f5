// Runs before anything is drawn, so that who chose the dark or the large page never sees the other one flash by, and
// who opens the first page sees it at once. What it reads is kept by platform/preferences.ts and first-page.h5.ts.
(() => {
  const { classList } = document.documentElement;
  const kept = (key) => {
    try {
      return JSON.parse(JSON.parse(localStorage.getItem(`gz:${key}`)).data);
    } catch (_nothingKept) {
      return null;
    }
  };
  // Where nothing is kept the system decides.
  const { elderly, look } = kept('preferences') || {};
  if (elderly === 'on' || elderly === true) classList.add('elderly');
  if (look === 'light' || look === 'dark') classList.add(look);
  if (['/', '/home'].includes(location.pathname) && kept('first-page') !== 'work')
    classList.add('first-page');
})();
