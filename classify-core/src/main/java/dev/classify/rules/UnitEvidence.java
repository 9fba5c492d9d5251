package dev.classify.rules;

import dev.classify.attributes.StatedUnit;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.UnitType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The evidence about the unit.
///
/// @param form of the unit that counts most
/// @param change whether the unit is that of a change
/// @param doubted whether the values contradict the unit, or its text could not be read
/// @param note what the reasoning adds to the fields; possibly empty
/// @param conflicts what was overruled
/// @param leftover words of the unit that no table knows
/// @param stated the unit that a text states; null if it is the usual one of the subject
record UnitEvidence(
    NumberForm form,
    boolean change,
    boolean doubted,
    Weighing<UnitType> type,
    Weighing<Scale> scale,
    Weighing<String> currency,
    String note,
    List<String> conflicts,
    List<String> leftover,
    @Nullable StatedUnit stated) {

  UnitEvidence {
    conflicts = List.copyOf(conflicts);
    leftover = List.copyOf(leftover);
  }

  /// Whether neither a text nor the subject says what the unit is, or something contradicts them.
  boolean doubtful() {
    return unknown() || doubted;
  }

  /// Whether neither a text nor the subject says what the unit is.
  boolean unknown() {
    return type.winner().source() == EvidenceSource.NOTHING;
  }

  /// The unit adjusted to the meaning: the scheme writes some subjects in one way only, against any
  /// text, and the unit type decides scale and currency.
  UnitEvidence as(Meaning meaning) {
    UnitType decided = meaning.form().unitType();
    Scale read = scale.winner().value();
    Scale fitting = Scales.fitting(decided, read);
    return new UnitEvidence(
        form,
        change,
        doubted,
        type.winner().value() == decided
            ? type
            : type.with(
                decided,
                EvidenceKind.UNIT_OF_SCHEME,
                "what it measures is written as " + decided.token()),
        fitting == read
            ? scale
            : scale.with(fitting, EvidenceKind.SCALE_OF_UNIT, decided.token() + " has this scale"),
        decided == UnitType.CURRENCY_AMOUNT
            ? currency
            : currency.with("", EvidenceKind.CURRENCY_OF_UNIT, "it is no money"),
        note,
        conflicts,
        leftover,
        stated);
  }
}
