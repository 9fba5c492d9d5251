/// Child processes: how one is started, watched, kept alive and never orphaned.
@NullMarked
package dev.classify.local.process;

import org.jspecify.annotations.NullMarked;
