// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/inflow.h"

#include "tests/bench/console/big_database.h"

#include <QBuffer>
#include <QImage>

#include <chrono>

namespace conduit::bench {

using namespace std::chrono_literals;

namespace {

constexpr auto kType = "validate_image";
constexpr auto kBeat = 100ms;
constexpr int kTasksPerBeat = Inflow::kTasksPerSecond / (1000 / kBeat.count());
static_assert(kTasksPerBeat == 100, "one in a hundred is no picture");
constexpr auto kPause = 500ms; // Before a broker that is away is tried again.

std::string pictureTask(const QByteArray &picture)
{
    // Piece by piece: GCC 14 sees an overrun in a chain of `+` that is none.
    std::string task = R"({"task_type":")";
    task += kType;
    task += R"(","payload":{"image":")";
    task += picture.toBase64().toStdString();
    task += R"("}})";
    return task;
}

std::string batchOfPictures()
{
    QByteArray picture;
    QBuffer file(&picture);
    file.open(QIODevice::WriteOnly);
    QImage(2, 2, QImage::Format_RGB32).save(&file, "PNG");
    const std::string good = pictureTask(picture);
    std::string batch = R"({"tasks":[)" + pictureTask("some words");
    for (int i = 1; i < kTasksPerBeat; ++i)
        batch += ',' + good;
    return batch + "]}";
}

} // namespace

Inflow::Inflow(const Endpoint &endpoint) : m_thread([this, endpoint] { run(endpoint); }) { }

Inflow::~Inflow()
{
    m_isOver = true;
    m_thread.join();
}

Result<Unit> Inflow::prepare(const Endpoint &endpoint)
{
    return setDefaults(endpoint, kType, R"({"max_attempts":1,"keep_completed":300,"keep_dead":300})");
}

void Inflow::run(const Endpoint &endpoint)
{
    const std::string batch = endpoint.post("/task/batch", batchOfPictures());
    while (!m_isOver) {
        if (auto connection = HttpConnection::open(endpoint))
            addUntilAFault(*connection, batch);
        std::this_thread::sleep_for(kPause);
    }
}

void Inflow::addUntilAFault(HttpConnection &connection, const std::string &batch)
{
    auto next = std::chrono::steady_clock::now();
    while (!m_isOver) {
        if (const auto answer = connection.call(batch); !answer || answer->status != 201)
            return;
        m_added += kTasksPerBeat;
        next += kBeat;
        std::this_thread::sleep_until(next);
    }
}

} // namespace conduit::bench
