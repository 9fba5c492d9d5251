/// Answers that people check, and what they decide.
@NullMarked
package dev.classify.web.review;

import org.jspecify.annotations.NullMarked;
