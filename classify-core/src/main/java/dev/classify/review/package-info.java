/// What a person makes of an answer.
@NullMarked
package dev.classify.review;

import org.jspecify.annotations.NullMarked;
