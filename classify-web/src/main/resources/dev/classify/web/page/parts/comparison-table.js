import {html} from '../core/component.js';
import {number, percent} from '../core/format.js';
import {columnLabel, inFieldOrder} from '../core/words.js';

const points = value => (value > 0 ? '+' : '') + value.toFixed(1);

/** What changes from one evaluation to another, field by field. */
export const comparisonTable = comparison => html`
  <div class="scroll" tabindex="0" role="region" aria-label="Comparison by field"><table>
    <thead><tr><th>Field</th><th class="number">Rows</th><th class="number">Before</th><th class="number">After</th><th class="number">Points</th><th class="number">95 %</th><th class="number">Better</th><th class="number">Worse</th><th class="number">p</th></tr></thead>
    <tbody>${inFieldOrder(comparison.fields).map(([column, field]) => html`
      <tr><td>${columnLabel(column)}</td><td class="number">${number(field.rows)}</td><td class="number">${percent(field.a)}</td><td class="number">${percent(field.b)}</td>
        <td class="number"><b class=${field.points > 0 ? 'good' : field.points < 0 ? 'bad' : ''}>${points(field.points)}</b></td>
        <td class="number soft">${points(field.points_95[0])} to ${points(field.points_95[1])}</td>
        <td class="number">${number(field.better.length)}</td><td class="number">${number(field.worse.length)}</td><td class="number">${field.mcnemar_p.toFixed(3)}</td></tr>`)}
    </tbody></table></div>`;
