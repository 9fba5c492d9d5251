import {html, svg} from '../core/component.js';

const LEFT = 44;
const TOP = 10;
const SIDE = 250;
const WIDTH = LEFT + SIDE + 18;
const HEIGHT = TOP + SIDE + 40;
const STEPS = [0, 1, 2, 3, 4, 5];

/** Where an axis begins: at the tenth below the lowest share, which keeps points near 100 % apart. */
export const axisFrom = shares => Math.min(0.9, Math.max(0, Math.floor(Math.min(1, ...shares) * 10 - 1e-9) / 10));

/**
 * One share against another; both axes end at 100 %.
 *
 * @param points each with `x`, `y` from 0 to 1, and `title`
 * @param label what the plot shows, for screen readers
 * @param diagonal whether to draw the line where both are equal
 */
export function sharePlot(points, {label, xName, yName, fromX, fromY, diagonal = false}) {
  const x = share => LEFT + (SIDE * (share - fromX)) / (1 - fromX);
  const y = share => TOP + (SIDE * (1 - share)) / (1 - fromY);
  const low = Math.max(fromX, fromY);
  const words = share => `${Math.round(share * 100)}`;
  return html`
    <svg class="share-plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label}>
      ${STEPS.map(step => {
        const across = fromX + ((1 - fromX) * step) / 5;
        const up = fromY + ((1 - fromY) * step) / 5;
        return svg`
          <path class="grid" d="M${x(across)} ${TOP}V${TOP + SIDE}M${LEFT} ${y(up)}H${LEFT + SIDE}"></path>
          <text x=${x(across)} y=${TOP + SIDE + 15} text-anchor="middle">${words(across)}</text>
          <text x=${LEFT - 6} y=${y(up) + 4} text-anchor="end">${words(up)}</text>`;
      })}
      <text x=${LEFT + SIDE / 2} y=${HEIGHT - 6} text-anchor="middle">${xName}, %</text>
      <text transform="rotate(-90 10 ${TOP + SIDE / 2})" x="10" y=${TOP + SIDE / 2} text-anchor="middle">${yName}, %</text>
      ${diagonal ? svg`<path class="limit" d="M${x(low)} ${y(low)}L${x(1)} ${y(1)}"></path>` : ''}
      <path class="line" d=${points.map((point, index) => `${index ? 'L' : 'M'}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`).join('')}></path>
      ${points.map(point => svg`<circle cx=${x(point.x)} cy=${y(point.y)} r="4.5"><title>${point.title}</title></circle>`)}
    </svg>`;
}
