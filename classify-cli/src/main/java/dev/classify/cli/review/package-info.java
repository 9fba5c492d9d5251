/// Decisions of reviewers about answers: commands, label files, and output.
@NullMarked
package dev.classify.cli.review;

import org.jspecify.annotations.NullMarked;
