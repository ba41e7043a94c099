using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Embeddings.Words.Internals;

/// <summary>
/// Counts words: an open-addressing hash table over UTF-8 bytes in unmanaged memory, so that millions of words cost neither objects nor
/// garbage collections. Words get ids in the order of their first occurrence. One table belongs to one thread.
/// </summary>
internal sealed unsafe class WordTable : IDisposable
{
    private const int ArenaBytes = 1 << 16;

    private readonly List<nint> _arenas = [];
    private int _arenaUsed = ArenaBytes;
    private ulong* _slots; // upper half: upper half of the hash; lower half: id + 1, or 0 where free
    private uint _slotMask;
    private Entry* _entries;
    private int _capacity;

    public WordTable(int capacity = 1 << 12)
    {
        _capacity = capacity;
        _entries = (Entry*)NativeMemory.Alloc((nuint)capacity, (nuint)sizeof(Entry));
        AllocateSlots((uint)capacity * 2);
    }

    ~WordTable() => Free();

    /// <summary>Number of different words so far.</summary>
    public int Count { get; private set; }

    /// <summary>Occurrences of a word.</summary>
    public long Occurrences(int id) => _entries[id].Count;

    /// <summary>The bytes of a word; valid until the next word is added.</summary>
    public ReadOnlySpan<byte> Word(int id)
    {
        ref var entry = ref _entries[id];
        return new ReadOnlySpan<byte>(entry.Length > 16 ? entry.Bytes : Unsafe.AsPointer(ref entry.Low), entry.Length);
    }

    /// <summary>Counts one occurrence of a word and returns its id. Up to <see cref="WordHash.Padding"/> bytes beyond the word are read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Count1(byte* word, int length)
    {
        WordHash.Halves(word, length, out var low, out var high);
        if (length > 16) return CountLong(word, length, low, high);
        var hash = WordHash.Short(low, high, length);
        var tag = hash & 0xFFFFFFFF00000000;
        var slot = (uint)hash & _slotMask;
        while (true)
        {
            var value = _slots[slot];
            if ((value & 0xFFFFFFFF00000000) == tag && (uint)value != 0)
            {
                var entry = _entries + ((uint)value - 1);
                if (entry->Low == low && entry->High == high && entry->Length == length)
                {
                    entry->Count++;
                    return (int)(uint)value - 1;
                }
            }
            else if ((uint)value == 0)
            {
                return Add(word, length, low, high, hash, 1);
            }

            slot = (slot + 1) & _slotMask;
        }
    }

    /// <summary>Adds the words and counts of another table; gives for each of its ids the id here.</summary>
    public void Merge(WordTable other, Span<int> map)
    {
        for (var id = 0; id < other.Count; id++)
        {
            var entry = other._entries + id;
            var word = entry->Length > 16 ? entry->Bytes : (byte*)&entry->Low;
            map[id] = Find(word, entry->Length, entry->Low, entry->High, entry->Hash, out _);
            if (map[id] < 0) map[id] = Add(word, entry->Length, entry->Low, entry->High, entry->Hash, entry->Count);
            else _entries[map[id]].Count += entry->Count;
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int CountLong(byte* word, int length, ulong low, ulong high)
    {
        var hash = WordHash.Long(word, length);
        var id = Find(word, length, low, high, hash, out _);
        if (id < 0) return Add(word, length, low, high, hash, 1);
        _entries[id].Count++;
        return id;
    }

    private int Find(byte* word, int length, ulong low, ulong high, ulong hash, out uint slot)
    {
        slot = (uint)hash & _slotMask;
        for (; (uint)_slots[slot] != 0; slot = (slot + 1) & _slotMask)
        {
            if ((_slots[slot] ^ hash) >> 32 != 0) continue;
            var id = (int)(uint)_slots[slot] - 1;
            var entry = _entries + id;
            if (entry->Low == low && entry->High == high && entry->Length == length
                && (length <= 16 || new ReadOnlySpan<byte>(word, length).SequenceEqual(new ReadOnlySpan<byte>(entry->Bytes, length)))) return id;
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Add(byte* word, int length, ulong low, ulong high, ulong hash, long count)
    {
        if (Count == _capacity)
        {
            var capacity = checked(_capacity + _capacity / 2);
            _entries = (Entry*)NativeMemory.Realloc(_entries, checked((nuint)capacity * (nuint)sizeof(Entry)));
            _capacity = capacity;
        }

        if (Count >= (_slotMask + 1) / 8 * 5) GrowSlots();
        var id = Count++;
        _entries[id] = new Entry { Low = low, High = high, Bytes = length > 16 ? Keep(word, length) : null, Hash = hash, Length = length, Count = count };
        Insert(hash, id);
        return id;
    }

    private void Insert(ulong hash, int id)
    {
        var slot = (uint)hash & _slotMask;
        while ((uint)_slots[slot] != 0) slot = (slot + 1) & _slotMask;
        _slots[slot] = (hash & 0xFFFFFFFF00000000) | ((uint)id + 1);
    }

    private void GrowSlots()
    {
        NativeMemory.Free(_slots);
        _slots = null;
        AllocateSlots(checked((_slotMask + 1) * 2));
        for (var id = 0; id < Count; id++) Insert(_entries[id].Hash, id);
    }

    private void AllocateSlots(uint count)
    {
        count = BitOperations.RoundUpToPowerOf2(count);
        _slots = (ulong*)NativeMemory.AllocZeroed(count, sizeof(ulong));
        _slotMask = count - 1;
    }

    // Words longer than 16 bytes are few; the others live in their entries.
    private byte* Keep(byte* word, int length)
    {
        if (_arenaUsed + length + WordHash.Padding > ArenaBytes)
        {
            _arenas.Add((nint)NativeMemory.Alloc((nuint)Math.Max(ArenaBytes, length + WordHash.Padding)));
            _arenaUsed = 0;
        }

        var kept = (byte*)_arenas[^1] + _arenaUsed;
        new ReadOnlySpan<byte>(word, length).CopyTo(new Span<byte>(kept, length));
        _arenaUsed += length;
        return kept;
    }

    private void Free()
    {
        NativeMemory.Free(_slots);
        NativeMemory.Free(_entries);
        foreach (var arena in _arenas) NativeMemory.Free((void*)arena);
        _arenas.Clear();
        _slots = null;
        _entries = null;
    }

    private struct Entry
    {
        public ulong Low;
        public ulong High;
        public byte* Bytes;
        public ulong Hash;
        public long Count;
        public int Length;
    }
}
