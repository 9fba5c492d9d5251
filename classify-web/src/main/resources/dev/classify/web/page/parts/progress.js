import {html, nothing} from '../core/component.js';
import {number, percent} from '../core/format.js';
import {styled} from '../core/styled.js';
import {rowsDone} from '../core/words.js';

const part = (share, tone) => (share > 0 ? html`<i class=${tone} ${styled({width: `${share * 100}%`})}></i>` : nothing);

/** How far a job is: unchanged, classified and rejected rows as parts of one bar. */
export function progress(job) {
  const total = Math.max(job.rows, 1);
  const done = rowsDone(job);
  return html`
    <div class="progress" role="progressbar" aria-label="Rows done" aria-valuemin="0" aria-valuemax=${job.rows}
      aria-valuenow=${done} aria-valuetext="${number(done)} of ${number(job.rows)} rows, ${percent(done / total)}">
      ${part(job.unchanged / total, 'unchanged')}${part(job.classified / total, 'classified')}${part(job.rejected / total, 'rejected')}
    </div>`;
}
