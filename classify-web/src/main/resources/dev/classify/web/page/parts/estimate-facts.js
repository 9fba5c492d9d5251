import {compact, money, number} from '../core/format.js';
import {facts} from './facts.js';

/** How long something takes, from minutes. */
const minutes = value => (value < 1 ? '< 1 min' : value < 90 ? `${Math.round(value)} min` : `${(value / 60).toFixed(1)} h`);

/** What a job would take. */
export const estimateFacts = estimate => facts([
  {label: 'Cost', value: estimate.requests === 0 ? money(0) : estimate.costUsd === null ? 'not known' : money(estimate.costUsd), more: estimate.models?.join(', ') || 'no model is asked'},
  {label: 'Requests', value: compact(estimate.requests), more: `${compact(estimate.tokensIn + estimate.tokensOut)} tokens`},
  {label: 'Time', value: minutes(estimate.minutes), more: estimate.requests ? `limited by ${estimate.boundBy}` : 'by the rules'},
  {label: 'To ask a model', value: number(estimate.toAsk), more: `${number(estimate.byRules)} by the rules`},
  {label: 'Unchanged', value: number(estimate.unchanged), more: 'have an answer already'},
]);
