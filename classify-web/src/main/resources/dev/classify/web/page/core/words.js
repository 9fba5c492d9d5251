/** How the page calls what the API names by keys. */
const STATES = {
  running: {text: 'running', tone: 'accent'},
  detached: {text: 'detached', tone: 'accent'},
  paused: {text: 'paused', tone: 'warn'},
  stopped: {text: 'stopped', tone: 'bad'},
  complete: {text: 'complete', tone: 'good'},
};

export const stateOf = job => STATES[job.state] ?? {text: job.state, tone: 'soft'};

/** Whether work of the job may still happen. */
export const isOpen = job => job.state !== 'stopped' && job.state !== 'complete';

/** Whether nobody works on the job although rows may be left. */
export const mayContinue = job => job.state === 'stopped' || job.state === 'detached';

/** Why a job does not advance, in words; null if it does. */
export const waitsFor = job => job.stopReason ?? job.pauseReason ?? job.waits;

/** The name of a file without its folders; other sources as they are. */
export const sourceName = job => (job.source.startsWith('/') ? job.source.split('/').pop() : job.source);

/** Whether requests were sent whose cost nobody knows, because their model has no price. */
export const costUnknown = job => job.requests > 0 && job.spentUsd === 0 && job.reservedUsd === 0;

export const rowsDone = job => job.classified + job.unchanged + job.rejected;

/** The fields of an answer in the order in which people read them. */
export const FIELDS = [
  ['unitType', 'unit type'],
  ['scale', 'scale'],
  ['currency', 'currency'],
  ['reportingFrequency', 'frequency'],
  ['timeBasis', 'time basis'],
  ['cumulativePatternType', 'pattern'],
  ['family', 'family'],
  ['indicatorType', 'type'],
  ['temporalAggregation', 'aggregation'],
  ['heatMapOrientation', 'a rise is'],
];

/** What series are joined on, in the words of people. */
export const ATTRIBUTES = {
  seasonalAdjustment: 'seasonal adjustment',
  priceBasis: 'prices',
  basePeriod: 'base period',
  transformation: 'transformation',
  referenceArea: 'area',
  sector: 'sector',
  denominator: 'divided by',
};

/** What follows from a field, and is labelled too. */
const FLAGS = [['isCurrencyDenominated', 'in a currency'], ['isCumulative', 'cumulative']];

const LABELLED = [...FIELDS, ...FLAGS];

export const fieldLabel = field => LABELLED.find(([key]) => key === field)?.[1] ?? field;

/** The field of a column of an answer: `unit_type` is `unitType`. */
const fieldOf = column => column.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** The label of a column of an answer, such as `unit_type`. */
export const columnLabel = column => fieldLabel(fieldOf(column));

/** The label of the column of an attribute, such as `price_basis`. */
export const attributeLabel = column => ATTRIBUTES[fieldOf(column)] ?? column;

/** The entries of an object with a key for each column, in the order in which people read fields. */
export function inFieldOrder(byColumn) {
  const place = ([column]) => LABELLED.findIndex(([key]) => key === fieldOf(column));
  return Object.entries(byColumn).sort((a, b) => place(a) - place(b));
}

/** A value of a vocabulary as words: `higher-is-positive` is `higher is positive`. */
export const valueWords = value => (value ? value.replaceAll('-', ' ').replaceAll('_', ' ') : 'none');

const DECIDERS = {
  logprob: 'token probability of the model',
  stated: 'stated by the model',
  agreement: 'several agree',
  repair: 'repaired',
  rules: 'rules',
  person: 'a person',
};

export const deciderWords = kind => DECIDERS[kind] ?? valueWords(kind);

export const ROLES = ['viewer', 'reviewer', 'operator'];

/** Whether a role allows what another one does. */
export const mayAs = (role, needed) => ROLES.indexOf(role) >= ROLES.indexOf(needed);
