/// What the simulator is told to do: every setting, its text and its check.
@NullMarked
package dev.classify.simulator.settings;

import org.jspecify.annotations.NullMarked;
