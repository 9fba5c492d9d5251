/// The HTTP port of a worker: the Restate endpoint and the health path.
@NullMarked
package dev.classify.service.http;

import org.jspecify.annotations.NullMarked;
