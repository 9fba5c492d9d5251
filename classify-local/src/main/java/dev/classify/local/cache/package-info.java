/// Programs that are downloaded or unpacked once per machine and used by every stack.
@NullMarked
package dev.classify.local.cache;

import org.jspecify.annotations.NullMarked;
