/// What a reviewer does with answers, one or many.
@NullMarked
package dev.classify.cli.review;

import org.jspecify.annotations.NullMarked;
