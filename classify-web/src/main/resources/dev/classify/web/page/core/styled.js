import {noChange} from '../lib/lit-html/lit-html.js';
import {directive, Directive} from '../lib/lit-html/directive.js';

/**
 * Gives an element computed styles: `<i ${styled({width: '40%'})}></i>`. lit's own `styleMap` writes
 * them into the attribute `style` at first, which the content security policy forbids.
 */
class Styled extends Directive {
  render() {
    return noChange;
  }

  update(part, [styles]) {
    Object.entries(styles).forEach(([name, value]) => part.element.style.setProperty(name, value));
    return noChange;
  }
}

export const styled = directive(Styled);
