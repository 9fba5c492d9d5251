/// What requests to language models cost.
@NullMarked
package dev.classify.price;

import org.jspecify.annotations.NullMarked;
