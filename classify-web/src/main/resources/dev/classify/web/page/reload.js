/*
 * Loads the page again when the browser could not get all of its files. Chromium, for example, fails
 * every request that waits for a connection with ERR_NETWORK_CHANGED when a VPN connects or a
 * container starts, also for a server on the same machine. A classic script, because modules do not
 * run then.
 */
(() => {
  const KEY = 'classify-reloads';
  const PAUSES_MS = [500, 2_000, 8_000];
  let lost = false;

  window.addEventListener('error', ({target}) => (lost ||= target.rel === 'stylesheet'), true);
  window.addEventListener('load', () => {
    const tries = Number(sessionStorage.getItem(KEY));
    if (!lost && customElements.get('classify-app')) {
      sessionStorage.removeItem(KEY);
    } else if (tries < PAUSES_MS.length) {
      sessionStorage.setItem(KEY, tries + 1);
      setTimeout(() => location.reload(), PAUSES_MS[tries]);
    } else {
      sessionStorage.removeItem(KEY);
      const note = document.querySelector('.late');
      note?.replaceChildren('Some files of this page cannot be loaded. Check that the server runs, then reload the page.');
    }
  });
})();
