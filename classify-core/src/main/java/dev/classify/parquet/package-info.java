/// Writes flat tables as files of Apache Parquet.
///
/// The usual library, parquet-java, brings Hadoop classes and native code along for what a flat
/// table needs little of: pages of plain values, gzip, and a footer in the compact form of Thrift
/// ([the format](https://parquet.apache.org/docs/file-format/)).
@NullMarked
package dev.classify.parquet;

import org.jspecify.annotations.NullMarked;
