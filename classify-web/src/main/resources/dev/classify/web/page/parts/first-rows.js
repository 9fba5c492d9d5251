import {html} from '../core/component.js';

/** The first rows of a file as they stand there; those with a problem are marked. */
export const firstRows = preview => {
  const faults = Map.groupBy(preview.problems, problem => problem.line);
  const used = preview.columns.map((column, index) => ({...column, index})).filter(column => column.field);
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label="First rows"><table class="first-rows">
      <thead><tr><th class="number">Line</th><th>State</th>${used.map(column => html`<th>${column.field}</th>`)}</tr></thead>
      <tbody>${preview.sample.map(row => html`
        <tr><td class="number soft">${row.line}</td>
          <td class="state">${state(faults.get(row.line) ?? [])}</td>
          ${used.map(column => html`<td><span class="cut">${row.values[column.index]}</span></td>`)}</tr>`)}</tbody>
    </table></div>`;
};

const state = problems => {
  if (problems.length === 0) {
    return html`<span class="good">usable</span>`;
  }
  const unusable = problems.some(problem => problem.severity === 'error');
  return html`<span class=${unusable ? 'bad' : 'warn'}>${unusable ? 'not used' : 'value dropped'}: ${problems.map(problem => problem.problem).join('; ')}</span>`;
};
