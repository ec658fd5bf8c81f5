// Runs before anything is drawn, so that who chose the dark or the large page never sees the other one flash by.
// What it reads is kept by platform/preferences.ts.
(() => {
  try {
    const kept = JSON.parse(JSON.parse(localStorage.getItem('gz:preferences')).data);
    if (kept.elderly === 'on' || kept.elderly === true) document.documentElement.classList.add('elderly');
    if (kept.look === 'light' || kept.look === 'dark') document.documentElement.classList.add(kept.look);
  } catch (_nothingKept) {
    // The system decides.
  }
})();
