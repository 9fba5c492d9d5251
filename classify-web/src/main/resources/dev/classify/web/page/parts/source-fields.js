import {html} from '../core/component.js';

const LABELS = {
  units: 'units',
  long_name: 'long name',
  description: 'description',
  periodicity: 'periodicity',
  aggregation_method: 'aggregation',
  scale: 'scale',
  topic: 'topic',
  category_group: 'category',
  dataset: 'dataset',
  currency_code: 'currency',
  source_name: 'source',
  source_url: 'address',
};

/** What the source says about an indicator; fields that it left out are not shown. */
export function sourceFields(indicatorId, indicator) {
  return html`<dl class="pairs">
    <div><dt>id</dt><dd class="mono">${indicatorId}</dd></div>
    ${Object.entries(LABELS).filter(([key]) => indicator?.[key]).map(([key, label]) => html`<div><dt>${label}</dt><dd>${indicator[key]}</dd></div>`)}</dl>`;
}
