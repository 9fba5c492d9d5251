/// One worker: `main` lists what it is made of.
@NullMarked
package dev.classify.service;

import org.jspecify.annotations.NullMarked;
