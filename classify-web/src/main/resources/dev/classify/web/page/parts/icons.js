import {html, svg} from '../core/component.js';

const SHAPES = {
  jobs: svg`<path d="M3 5h14M3 10h10M3 15h6"/>`,
  results: svg`<rect x="3" y="3.5" width="14" height="13" rx="2"/><path d="M3 8h14M8 8v8.5"/>`,
  review: svg`<path d="M3.5 10.5l4 4 9-9"/>`,
  quality: svg`<path d="M3 17V3M3 17h14M6.5 13.5l3-4 3 2 4-6"/>`,
  cluster: svg`<rect x="3" y="3.5" width="14" height="5" rx="1.5"/><rect x="3" y="11.5" width="14" height="5" rx="1.5"/><path d="M6 6h.01M6 14h.01"/>`,
};

/** A drawing beside a word that says the same. */
export const icon = name => html`
  <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${SHAPES[name]}</svg>`;
