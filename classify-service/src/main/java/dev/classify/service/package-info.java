/// A worker process: `Main` wires its parts, `ServiceSettings` reads its settings.
@NullMarked
package dev.classify.service;

import org.jspecify.annotations.NullMarked;
