package dev.classify.simulator.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.NumberFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a whole file was refused. The codes and messages are those that users of OpenAI and of
/// servers that copy it report: `invalid_url` in a test of llama-stack, `token_limit_exceeded` on
/// community.openai.com, `mismatched_model` and `duplicate_custom_id` in the list of errors of
/// Alibaba's Model Studio, `model_not_found` in github.com/openai/openai-python/issues/3071 and
/// others. Those of an empty or too long file are ours.
///
/// @param line of the input, from 1; null if no line is to blame
record BatchError(String code, String message, @Nullable String param, @Nullable Integer line) {

  static BatchError notJson(int line) {
    return new BatchError(
        "invalid_json_line", "This line is not parseable as valid JSON.", null, line);
  }

  static BatchError missing(String param, int line) {
    return new BatchError(
        "missing_required_parameter", "Missing required parameter: '" + param + "'.", param, line);
  }

  static BatchError duplicateId(String id, int line) {
    return new BatchError(
        "duplicate_custom_id",
        "The custom_id '"
            + id
            + "' for this request is a duplicate of another request. The custom_id parameter must"
            + " be unique for each request in a batch.",
        "custom_id",
        line);
  }

  static BatchError wrongMethod(String method, int line) {
    return new BatchError(
        "invalid_method",
        "Invalid value: '" + method + "'. Supported values are: 'POST'.",
        "method",
        line);
  }

  static BatchError wrongUrl(int line) {
    return new BatchError(
        "invalid_url",
        "The URL provided for this request does not match the batch endpoint.",
        "url",
        line);
  }

  static BatchError unknownModel(String model, int line) {
    return new BatchError(
        "model_not_found",
        "The provided model '" + model + "' is not supported by the Batch API.",
        "body.model",
        line);
  }

  static BatchError otherModel(String model, int line) {
    return new BatchError(
        "mismatched_model",
        "The model '"
            + model
            + "' for this request does not match the rest of the batch. Each batch must contain"
            + " requests for a single model.",
        "body.model",
        line);
  }

  static BatchError empty() {
    return new BatchError("empty_file", "The input file has no requests.", null, null);
  }

  static BatchError tooManyLines(int limit) {
    return new BatchError(
        "too_many_requests",
        "The input file has more than " + number(limit) + " requests.",
        null,
        null);
  }

  static BatchError queueFull(String model, long limit) {
    return new BatchError(
        "token_limit_exceeded",
        "Enqueued token limit reached for "
            + model
            + " in organization org-simulator. Limit: "
            + number(limit)
            + " enqueued tokens. Please try again once some in_progress batches have been"
            + " completed.",
        null,
        null);
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("code", code)
        .put("message", message)
        .put("param", param)
        .put("line", line);
  }

  private static String number(long number) {
    return NumberFormat.getIntegerInstance(Locale.ROOT).format(number);
  }
}
