// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/request_reader.h"
#include "tests/fuzz/fuzz_target.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <QJsonDocument>

namespace conduit::test {

namespace {

constexpr int kDepthMax = 16;

json::Document parsed(const QByteArray &text, int depthMax)
{
    auto document = json::Document::parse(text, depthMax);
    require(document.has_value(), "the text of a value is JSON again");
    return *std::move(document);
}

void requireSameScalar(const json::Value &value, const json::Value &again)
{
    require(value.kind() == again.kind() && value.text() == again.text(), "the text of a value names the same value");
    if (const auto text = value.toString())
        require(parsed(json::quoted(*text), 1).root().toString() == text, "a string survives being written and read");
    if (const auto number = value.toInteger())
        require(QByteArray::number(*number) == value.text() || value.text() == "-0", "an integer keeps its digits");
    require(value.toNumber() == again.toNumber() && value.toBool() == again.toBool(), "a value reads the same twice");
}

void requireSoundTree(const json::Value &value)
{
    const QByteArray text = value.text();
    require(json::isWithinDepth(text, kDepthMax), "what was taken is not nested deeper than was allowed");
    const json::Document again = parsed(text, kDepthMax);
    requireSameScalar(value, again.root());
    for (const json::Value &element : value.elements())
        requireSoundTree(element);
    for (const auto &[name, content] : value.members()) {
        require(value.member(name).has_value() && value.member(name)->text() == content.text(),
                "a member is found by its name");
        requireSoundTree(content);
    }
}

/// Reads every member as `Reader` says and returns whether the object was taken.
template<typename Read>
bool isTaken(const json::Value &object, Read read)
{
    broker::ObjectReader reader(object);
    for (const auto &member : object.members())
        read(reader, member);
    return reader.finish().has_value();
}

void requireSoundReading(const json::Value &object)
{
    using broker::ObjectReader;
    const auto members = object.members();
    require(isTaken(object, [](ObjectReader &reader, const json::Value::Member &m) { (void)reader.valueOrNull(m.name); }),
            "an object whose members were all read is taken");
    require(members.isEmpty() || !ObjectReader(object).finish(), "a member that nobody asked for is refused");
    for (const auto &[name, content] : members) {
        const json::Document alone = parsed('{' + json::quoted(name) + ':' + content.text() + '}', kDepthMax + 1);
        const bool isShort = isTaken(alone.root(), [](ObjectReader &reader, const json::Value::Member &m) {
            const auto text = reader.string(m.name, 8);
            require(!text || text->size() <= 8, "no string is longer than was allowed");
        });
        require(isShort == (content.isNull() || (content.toString() && content.toString()->size() <= 8)),
                "exactly strings of the right length are taken");
        (void)isTaken(alone.root(), [](ObjectReader &reader, const json::Value::Member &m) {
            const auto number = reader.integer(m.name, -5, 500);
            require(!number || (*number >= -5 && *number <= 500), "no integer lies outside of its range");
        });
        (void)isTaken(alone.root(), [](ObjectReader &reader, const json::Value::Member &m) {
            const auto time = reader.seconds(m.name, 0, 60);
            require(!time || (time->count() >= 0 && time->count() <= 60'000), "no time lies outside of its range");
        });
        (void)isTaken(alone.root(), [](ObjectReader &reader, const json::Value::Member &m) {
            require(reader.strings(m.name, 3, 8).size() <= 3, "no list is longer than was allowed");
        });
    }
}

} // namespace

void tryInput(QByteArrayView input)
{
    const QByteArray text = input.toByteArray();
    const auto document = json::Document::parse(text, kDepthMax);
    const auto object = broker::objectFrom(text, kDepthMax);
    if (!document) {
        require(!document.error().message.isEmpty(), "a refusal says why");
        require(!object, "what is no JSON is no object");
        return;
    }
    const json::Value root = document->root();
    require(object.has_value() == (root.kind() == json::Kind::Object), "exactly objects are taken for objects");
    require(root.text().size() <= text.size(), "white space goes, nothing comes");
    // Qt refuses numbers too small for a double; for us they are nearly zero.
    const bool isTiny = text.contains("e-") || text.contains("E-");
    if (!isTiny && (root.kind() == json::Kind::Object || root.kind() == json::Kind::Array))
        require(!QJsonDocument::fromJson(text).isNull(), "Qt's parser takes what ours takes");
    requireSoundTree(root);
    if (object)
        requireSoundReading(object->root());
}

} // namespace conduit::test
