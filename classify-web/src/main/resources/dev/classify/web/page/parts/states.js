import {html, nothing} from '../core/component.js';

/** Grey bars in the place of what is being read, of the same height, so that nothing moves later. */
export const loading = (rows = 3, what = 'Loading') => html`
  <div class="skeleton" role="status" aria-label=${what}>${Array.from({length: rows}, () => html`<i></i>`)}</div>`;

/** Says that there is nothing, why, and what to do about it. */
export const empty = (title, text, action = nothing) => html`
  <div class="empty"><p class="empty-title">${title}</p><p class="soft">${text}</p>${action}</div>`;

/** Says what failed and what helps. */
export const failed = (problem, again) => html`
  <div class="empty" role="alert">
    <p class="empty-title">${problem.message}</p>
    ${problem.fix ? html`<p class="soft">${problem.fix}</p>` : nothing}
    ${again ? html`<button @click=${again}>Try again</button>` : nothing}
  </div>`;

/** A line above a value that could not be read again. */
export const stale = problem => (problem ? html`<p class="notice warn" role="status">Not up to date. ${problem.message}</p>` : nothing);

/** What a `Loaded` shows: its value if there is one, or that it loads, or why not. */
export function shown(loaded, view, rows) {
  if (loaded.value !== undefined) {
    return html`${stale(loaded.problem)}${view(loaded.value)}`;
  }
  return loaded.problem ? failed(loaded.problem, () => loaded.restart()) : loading(rows);
}
