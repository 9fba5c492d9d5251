/// The worker's port: its health beside the Restate endpoint.
@NullMarked
package dev.classify.service.http;

import org.jspecify.annotations.NullMarked;
