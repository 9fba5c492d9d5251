import {ReactiveElement} from '../lib/reactive-element/reactive-element.js';
import {render} from '../lib/lit-html/lit-html.js';

export {html, nothing, svg} from '../lib/lit-html/lit-html.js';

/**
 * The base of every element of the page. A subclass says in `view` what it shows; it is drawn again
 * when one of its `properties` changes. It draws into itself, not into a shadow root, so that the
 * stylesheets of the page hold inside and labels and anchors work across elements.
 */
export class Component extends ReactiveElement {
  createRenderRoot() {
    return this;
  }

  update(changed) {
    super.update(changed);
    render(this.view(), this.renderRoot, {host: this});
  }
}
