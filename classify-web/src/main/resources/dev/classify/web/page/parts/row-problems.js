import {html, nothing} from '../core/component.js';
import {number} from '../core/format.js';
import {panel} from './facts.js';

/** What is wrong with rows of a file: a table with a line for each problem. */
export const problemTable = problems => html`
  <div class="scroll" tabindex="0" role="region" aria-label="Problems of rows"><table class="problems">
    <thead><tr><th class="number">Line</th><th>Id</th><th>Field</th><th>Problem</th><th>What helps</th></tr></thead>
    <tbody>${problems.map(each => html`
      <tr><td class="number">${each.line}</td><td class="mono">${each.indicatorId || '–'}</td><td class="mono">${each.field}</td>
        <td class=${each.severity === 'error' ? 'bad' : 'warn'}>${each.severity === 'error' ? 'not used' : 'value dropped'}: ${each.problem}</td>
        <td class="soft">${each.fix}</td></tr>`)}</tbody>
  </table></div>`;

/** The rows of a job that could not be used, if it was started on the page. */
export const rowProblems = (problems, refused) => (problems.length === 0 ? nothing
  : panel('Rows of the file with problems', problemTable(problems.slice(0, 100)), {
    aside: html`<span class="soft small">${number(refused)} unusable${problems.length > 100 ? ', the first 100 problems are shown' : ''}</span>`, flush: true}));
