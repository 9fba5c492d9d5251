import {html} from '../core/component.js';
import {number} from '../core/format.js';
import {styled} from '../core/styled.js';

/** How many answers have which confidence; each column leads to its answers. */
export function histogram(buckets, linkOf) {
  const most = Math.max(1, ...buckets.map(bucket => bucket.count));
  if (!buckets.some(bucket => bucket.count > 0)) {
    return html`<p class="soft nothing-yet">nothing yet</p>`;
  }
  return html`
    <ol class="histogram">${buckets.map(bucket => {
      const range = `${bucket.from.toFixed(2)} to ${bucket.to.toFixed(2)}`;
      return html`
        <li><a href=${linkOf(bucket)} title="confidence ${range}: ${number(bucket.count)}" aria-label="confidence ${range}: ${number(bucket.count)} answers">
          <i class=${bucket.to <= 0.8001 ? 'low' : ''} ${styled({height: `${bucket.count ? Math.max(2, (bucket.count / most) * 100) : 0}%`})}></i>
        </a></li>`;
    })}</ol>
    <p class="axis" aria-hidden="true"><span>0</span><span>confidence</span><span>1</span></p>`;
}
