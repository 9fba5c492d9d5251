/// The contract between CLI and workers: services, requests and results in Restate.
@NullMarked
package dev.classify.api;

import org.jspecify.annotations.NullMarked;
