import {html, nothing} from '../core/component.js';
import {number, percent} from '../core/format.js';
import {styled} from '../core/styled.js';

/**
 * Shares as bars, the largest first.
 *
 * @param entries each with `label`, `count` and perhaps `href`
 * @param rowsMax how many to show; what is beyond is summed up in one line
 */
export function bars(entries, {rowsMax = 8, format = number} = {}) {
  const sorted = [...entries].sort((a, b) => b.count - a.count);
  const total = sorted.reduce((sum, entry) => sum + entry.count, 0);
  const most = sorted[0]?.count ?? 0;
  const rest = sorted.slice(rowsMax);
  if (total === 0) {
    return html`<p class="soft nothing-yet">nothing yet</p>`;
  }
  const row = entry => html`
    <li>
      <span class="bar-label cut" title=${entry.label}>${entry.href ? html`<a href=${entry.href}>${entry.label}</a>` : entry.label}</span>
      <span class="bar" aria-hidden="true"><i ${styled({width: `${(entry.count / most) * 100}%`})}></i></span>
      <span class="bar-value">${format(entry.count)}<span class="soft bar-share">${percent(entry.count / total)}</span></span>
    </li>`;
  return html`
    <ul class="bars">
      ${sorted.slice(0, rowsMax).map(row)}
      ${rest.length ? html`<li class="soft"><span class="bar-label">${rest.length} more</span><span></span>
        <span class="bar-value">${format(rest.reduce((sum, entry) => sum + entry.count, 0))}</span></li>` : nothing}
    </ul>`;
}
