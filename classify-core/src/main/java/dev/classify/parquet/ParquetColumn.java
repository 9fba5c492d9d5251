package dev.classify.parquet;

/// A column of a table. Each of its values may be missing.
public record ParquetColumn(String name, ParquetType type) {}
