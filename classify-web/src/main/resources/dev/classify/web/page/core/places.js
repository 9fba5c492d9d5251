import {html} from './component.js';
import {empty} from '../parts/states.js';
import '../views/jobs-view.js';
import '../views/job-view.js';
import '../views/start-view.js';
import '../views/results-view.js';
import '../views/indicator-view.js';
import '../views/review-view.js';
import '../views/quality-view.js';
import '../views/evaluation-view.js';
import '../views/cluster-view.js';

export const sections = [
  {key: 'jobs', label: 'Jobs'},
  {key: 'results', label: 'Results'},
  {key: 'review', label: 'Review'},
  {key: 'quality', label: 'Quality'},
  {key: 'cluster', label: 'Cluster'},
];

/** What to show at a place of the address bar. */
export function viewOf({parts, query}) {
  const [section = 'jobs', id] = parts;
  switch (section) {
    case 'jobs':
      return id ? html`<job-view .jobId=${id}></job-view>` : html`<jobs-view .query=${query}></jobs-view>`;
    case 'start':
      return html`<start-view .query=${query}></start-view>`;
    case 'results':
      return id ? html`<indicator-view .indicatorId=${id}></indicator-view>` : html`<results-view .query=${query}></results-view>`;
    case 'review':
      return html`<review-view .query=${query}></review-view>`;
    case 'quality':
      return id ? html`<evaluation-view .evaluationId=${id} .query=${query}></evaluation-view>` : html`<quality-view .query=${query}></quality-view>`;
    case 'cluster':
      return html`<cluster-view></cluster-view>`;
    default:
      return empty('There is no such page.', 'The address may be mistyped.', html`<a class="button" href="#/jobs">To the jobs</a>`);
  }
}
