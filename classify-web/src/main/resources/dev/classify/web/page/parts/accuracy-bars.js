import {html} from '../core/component.js';
import {number, percent} from '../core/format.js';
import {styled} from '../core/styled.js';
import {columnLabel, inFieldOrder} from '../core/words.js';

/** The axis begins at half, since few fields are right less often. */
const AXIS_FROM = 0.5;

const place = share => `${Math.max(0, (share - AXIS_FROM) / (1 - AXIS_FROM)) * 100}%`;

/** The share that is right in each field, with its 95 % interval. */
export const accuracyBars = fields => html`
  <ol class="accuracy">${inFieldOrder(fields).map(([column, {accuracy}]) => {
    const [low, high] = accuracy.share_95;
    return html`
      <li><span class="cut" title=${columnLabel(column)}>${columnLabel(column)}</span>
        <span class="range" title="95 % interval ${percent(low)} to ${percent(high)}">
          <i ${styled({left: place(low), width: `calc(${place(high)} - ${place(low)})`})}></i><b ${styled({left: place(accuracy.share)})}></b></span>
        <span class="bar-value"><b>${percent(accuracy.share)}</b><span class="soft">${number(accuracy.right)}/${number(accuracy.of)}</span></span></li>`;
  })}</ol>
  <p class="axis accuracy-axis" aria-hidden="true"><span>50 %</span><span>right, with the 95 % interval</span><span>100 %</span></p>`;
