package dev.classify.llm;

import dev.classify.taxonomy.Classification;

/// An indicator with the answer that is right for it.
public record Example(AskedIndicator indicator, Classification answer) {}
