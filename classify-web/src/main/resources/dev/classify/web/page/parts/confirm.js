import {html, nothing} from '../core/component.js';
import {render} from '../lib/lit-html/lit-html.js';

/**
 * Asks before something that cannot be taken back, or shows something over the page.
 *
 * @param content of the dialog
 * @param action the word on the button that does it; null for a dialog that only shows
 * @return whether the person confirmed
 */
export function ask({title, content, action = null, danger = false, wide = false}) {
  const dialog = document.createElement('dialog');
  dialog.className = wide ? 'wide' : '';
  dialog.setAttribute('aria-label', title);
  const close = answer => () => dialog.close(answer);
  render(html`
    <header><h2>${title}</h2><button class="plain" @click=${close('')} aria-label="Close">✕</button></header>
    <div class="dialog-body">${content}</div>
    ${action ? html`<footer><button @click=${close('')}>Keep as it is</button>
      <button class=${danger ? 'danger' : 'primary'} @click=${close('yes')}>${action}</button></footer>` : nothing}`, dialog);
  document.body.append(dialog);
  dialog.addEventListener('click', event => event.target === dialog && dialog.close(''));
  // A dialog belongs to its page: one that is left behind would cover the next.
  const leave = close('');
  window.addEventListener('hashchange', leave);
  dialog.showModal();
  return new Promise(resolve =>
    dialog.addEventListener('close', () => {
      window.removeEventListener('hashchange', leave);
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    }),
  );
}
