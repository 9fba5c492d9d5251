/// What the CLI and the workers say to each other through Restate.
@NullMarked
package dev.classify.api;

import org.jspecify.annotations.NullMarked;
